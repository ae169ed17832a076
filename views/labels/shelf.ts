import type { Bitmap } from '../receipts/dots/bitmap.ts'
import { wrap } from '../receipts/wrap.ts'
import { setText, settingHeight, textWidth, writeText } from './faces.ts'
import type { Label } from './label.ts'
import { drawBars, type LabelBars, labelBars, moduleDots } from './label-bars.ts'
import { setPrice, writePrice } from './price.ts'

const SMALL = 16
const LEAST_BARS = 20
const MOST_BARS = 72

/** Where things may stand. */
interface Frame {
  left: number
  top: number
  width: number
  height: number
  gap: number
}

/**
 * A price tag for the shelf: the name, the price as large as there is room, what it is for and whether tax is in it
 * (Permendag 35/2013), and small bars at the foot.
 */
export function drawShelf(paper: Bitmap, label: Label): void {
  const frame = frameOf(paper)
  const foot = planFoot(label, frame)
  const room = frame.height - foot.height - frame.gap
  const name = setText(label.name, { width: frame.width, height: Math.max(SMALL, Math.floor(room * 0.5)) })
  const left = room - settingHeight(name) - frame.gap
  const price = setPrice(label.price, foot.says_unit ? '' : label.unit, { width: frame.width, height: left })

  let y = frame.top
  for (const line of name.lines) {
    writeText(paper, line, { x: frame.left, y, face: name.face })
    y += name.face
  }
  y += frame.gap + ((left - price.height) >> 1)
  writePrice(paper, price, { x: frame.left, y })
  foot.draw(paper, frame.top + frame.height - foot.height)
}

function frameOf({ width, height }: Bitmap): Frame {
  const side = width >= 300 ? 14 : 8
  const edge = height >= 200 ? 10 : 5
  return {
    left: side,
    top: edge,
    width: width - 2 * side,
    height: height - 2 * edge,
    gap: height >= 200 ? 8 : 4
  }
}

/** What stands below the price. */
interface Foot {
  height: number
  /** The unit stands here, for beside the price it has no room. */
  says_unit: boolean
  draw(paper: Bitmap, top: number): void
}

function planFoot(label: Label, frame: Frame): Foot {
  const says_unit = textWidth(label.unit, SMALL) > frame.width * 0.4
  const said = [says_unit ? label.unit : null, label.tax, label.per_base].filter((text) => text !== null)
  const bars = labelBars(label.scans)
  return (
    besideBars(label, frame, { bars, said, says_unit }) ??
    belowEachOther(label, frame, { bars, said, says_unit })
  )
}

interface Content {
  bars: LabelBars | undefined
  said: string[]
  says_unit: boolean
}

/** Bars at the left and the words at their right, where the label is wide enough. */
function besideBars(label: Label, frame: Frame, { bars, said, says_unit }: Content): Foot | undefined {
  if (!bars) return undefined
  const bars_width = 2 * bars.modules
  const quiet = 2 * Math.max(0, bars.quiet.left - frame.left / 2)
  const x = frame.left + quiet + bars_width + 2 * bars.quiet.right + 4
  const width = frame.left + frame.width - x
  if (width < 9 * (SMALL / 2)) return undefined
  const lines = [...said, ...about(label, width)].flatMap((text) =>
    wrap(text, Math.floor(width / (SMALL / 2)))
  )
  const height = Math.max(2 * LEAST_BARS + SMALL, lines.length * SMALL)
  if (height > frame.height * 0.42) return undefined
  const bars_height = Math.min(MOST_BARS, height - SMALL - 2)
  return {
    height,
    says_unit,
    draw: (paper, top) => {
      const at = frame.left + quiet
      drawBars(paper, bars, { x: at, y: top, height: bars_height, dots: 2 })
      centre(paper, label.scans, { x: at, width: bars_width, y: top + bars_height + 2 })
      lines.forEach((text, i) => {
        writeText(paper, text, { x, y: top + height - (lines.length - i) * SMALL, face: SMALL })
      })
    }
  }
}

/** Words over bars over what they say; the bars are left out where they do not fit. */
function belowEachOther(label: Label, frame: Frame, { bars, said, says_unit }: Content): Foot {
  const words = inLines(said, frame)
  const last = lastLine(label, frame.width)
  const dots = bars && moduleDots(bars, frame.width + 2 * frame.left) && 2
  const fixed = (words.length + 1) * SMALL + 2
  const room = Math.floor(frame.height * 0.62) - fixed - 4
  const bars_height =
    dots && room >= LEAST_BARS ? Math.min(MOST_BARS, room, Math.floor(frame.height * 0.2)) : 0
  const height = fixed + (bars_height > 0 ? bars_height + 4 : 0)
  return {
    height,
    says_unit,
    draw: (paper, top) => {
      let y = top
      for (const line of words) {
        writeText(paper, line, { x: frame.left, y, face: SMALL })
        y += SMALL
      }
      if (bars && bars_height > 0) {
        const middle = frame.left + ((frame.width - 2 * bars.modules) >> 1)
        drawBars(paper, bars, { x: middle, y: y + 3, height: bars_height, dots: 2 })
        y += bars_height + 4
      }
      writeText(paper, last, { x: frame.left, y: y + 2, face: SMALL })
    }
  }
}

/** As few lines as hold them; one that is wider than a line is broken. */
function inLines(said: string[], { width }: Frame): string[] {
  const lines: string[] = []
  for (const text of said) {
    const joined = `${lines.at(-1)} · ${text}`
    if (lines.length > 0 && textWidth(joined, SMALL) <= width) lines[lines.length - 1] = joined
    else lines.push(...wrap(text, Math.floor(width / (SMALL / 2))))
  }
  return lines
}

/** The code and the day, on a line where they fit beside each other. */
function about({ code, scans, date }: Label, width: number): string[] {
  const both = code === scans ? date : `${code} · ${date}`
  return textWidth(both, SMALL) <= width ? [both] : code === scans ? [date] : [code, date]
}

/** What is scanned, then the code and the day as far as they fit beside it. */
function lastLine({ scans, code, date }: Label, width: number): string {
  const all = [...new Set([scans, code, date])]
  const some = [scans, date]
  return (
    [all, some].map((parts) => parts.join(' · ')).find((text) => textWidth(text, SMALL) <= width) ?? scans
  )
}

function centre(paper: Bitmap, text: string, { x, width, y }: { x: number; width: number; y: number }): void {
  writeText(paper, text, { x: Math.max(0, x + ((width - textWidth(text, SMALL)) >> 1)), y, face: SMALL })
}
