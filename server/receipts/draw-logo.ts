import type { Bitmap } from '../../views/receipts/dots/bitmap.ts'
import { DOTS_PER_COLUMN } from '../../views/receipts/rows.ts'
import type { Columns } from '../printing/tables.ts'
import type { LogoLook } from '../settings/read-settings.ts'
import { ditherPhoto, drawLines, type Grey, styleOf } from './dither.ts'
import { readPicture, resize } from './read-picture.ts'

/** A logo as it is printed on one paper, in one size and style. */
export interface DrawnLogo extends Pick<LogoLook, 'style' | 'size'> {
  columns: Columns
  bitmap: Bitmap
}

/** How much of the paper's width a logo may take, and how many dots of its length. */
const ROOM = { small: [0.4, 120], middle: [0.7, 180], full: [1, 240] } as const

/**
 * Makes a logo of a picture, in every way it may be printed, so that whoever chooses one sees it at once and printing
 * has nothing left to do.
 *
 * @returns with the style that suits the picture
 * @throws {Refusal} as {@link readPicture}
 */
export async function drawLogo(bytes: Buffer): Promise<{ logos: DrawnLogo[]; style: LogoLook['style'] }> {
  const picture = await readPicture(bytes)
  const logos: DrawnLogo[] = []
  for (const columns of [32, 48] as const) {
    for (const size of ['small', 'middle', 'full'] as const) {
      const { width, height } = fit(picture, columns, size)
      const grey = await resize(picture, width, height)
      logos.push(
        { columns, size, style: 'photo', bitmap: ditherPhoto(grey) },
        { columns, size, style: 'drawing', bitmap: drawLines(grey) }
      )
    }
  }
  return { logos, style: styleOf(picture) }
}

function fit({ width, height }: Grey, columns: Columns, size: LogoLook['size']) {
  const [share, highest] = ROOM[size]
  const times = Math.min((columns * DOTS_PER_COLUMN * share) / width, highest / height)
  return {
    width: Math.max(1, Math.floor(width * times)),
    height: Math.max(1, Math.floor(height * times))
  }
}
