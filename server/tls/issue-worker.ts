import { parentPort, workerData } from 'node:worker_threads'
import { issueCertificate } from './issue-certificate.ts'
import type { IssueTask } from './issue-in-worker.ts'

const { authority, of, now } = workerData as IssueTask
const answer = await issueCertificate(authority, of, now)
parentPort?.postMessage({ answer })
