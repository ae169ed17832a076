import { readConfig } from '../config.ts'
import { startBox } from '../main.ts'

const box = await startBox(readConfig(process.env))
console.log(box.url)
