import { parentPort, workerData } from 'node:worker_threads'
import type { CertifyTask } from './certify.ts'
import { issueCertificate } from './issue-certificate.ts'
import { makeAuthority } from './make-authority.ts'

const task = workerData as CertifyTask
const answer =
  task.type === 'authority'
    ? await makeAuthority(task.names, task.now)
    : await issueCertificate(task.authority, task.of, task.now)
parentPort?.postMessage({ answer })
