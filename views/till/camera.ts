import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import type { Page } from '../page.ts'

/** Opens the camera; shown by the browser only, where it has one and can read bars (`static/camera.js`). */
export function cameraButton({ words: { camera: w } }: Page): Html {
  return html`<button type="button" class="camera" data-camera hidden aria-label="${w.open}" title="${w.open}">${icon('camera')}</button>`
}

/** The sheet with the picture. What went wrong is named as browsers name it: `NotAllowedError`. */
export function cameraSheet({ words }: Page): Html {
  const w = words.camera
  return html`<dialog id="camera" aria-label="${w.title}" data-starting="${w.starting}" data-ready="${w.ready}" data-failed="${w.failed}"
    data--not-allowed-error="${w.not_allowed}" data--not-found-error="${w.not_found}" data--not-readable-error="${w.not_readable}">
    <header class="head"><h2>${w.title}</h2>
      <form method="dialog"><button>${words.common.close} <kbd>Esc</kbd></button></form></header>
    <div class="sight"><video muted playsinline aria-label="${w.picture}"></video></div>
    <div class="foot"><output data-said role="status"></output>
      <p class="hint">${w.again}</p>
      <button type="button" data-torch aria-pressed="false" hidden>${icon('light')}<span>${w.torch}</span></button></div>
  </dialog>`
}
