import { type Html, html } from '../html.ts'

/** The place where a job just asked for tells how it fares. */
export function jobWatch(job_id: string): Html {
  return html`<div hx-get="/jobs/${job_id}" hx-trigger="load, laci:job from:body" hx-swap="innerMorph"></div>`
}
