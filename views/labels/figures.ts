import { Bitmap } from '../receipts/dots/bitmap.ts'

// The figures of a price, drawn by a round pen, so that they have any height and no steps. All coordinates are parts of
// a figure's width and height, from the upper left.

type Point = readonly [x: number, y: number]
type Stroke = Point[]

interface Figure {
  /** Of the height. */
  width: number
  strokes: Stroke[]
}

/** Of the height. */
const DIGIT = 0.58
const PEN = 0.165
const BETWEEN = 0.11

const line = (...points: Point[]): Stroke => points

/** Part of an ellipse, from one angle to another in degrees, clockwise from three o'clock. */
function arc(x: number, y: number, rx: number, ry: number, from: number, to: number): Stroke {
  const steps = Math.ceil(Math.abs(to - from) / 12)
  return Array.from({ length: steps + 1 }, (_, i): Point => {
    const angle = ((from + ((to - from) * i) / steps) * Math.PI) / 180
    return [x + rx * Math.cos(angle), y + ry * Math.sin(angle)]
  })
}

const FIGURES: Record<string, Figure> = {
  0: digit([...arc(0.5, 0.3, 0.5, 0.3, 180, 360), ...arc(0.5, 0.7, 0.5, 0.3, 0, 180), [0, 0.3]]),
  1: { width: 0.4, strokes: [line([0, 0.24], [0.72, 0], [0.72, 1])] },
  2: digit([...arc(0.5, 0.29, 0.5, 0.29, 190, 392), [0, 1], [1, 1]]),
  3: digit(arc(0.48, 0.25, 0.46, 0.25, 195, 450), arc(0.48, 0.75, 0.52, 0.25, 270, 525)),
  4: digit(line([0.74, 1], [0.74, 0], [0, 0.72], [1, 0.72])),
  5: digit([[0.92, 0], [0.12, 0], [0.06, 0.47], ...arc(0.48, 0.67, 0.52, 0.33, 222, 500)]),
  6: digit(arc(0.5, 0.69, 0.5, 0.31, 0, 360), arc(0.92, 0.69, 0.92, 0.69, 180, 261)),
  7: digit(line([0, 0], [1, 0], [0.36, 1])),
  8: digit(arc(0.5, 0.245, 0.44, 0.245, 0, 360), arc(0.5, 0.745, 0.5, 0.255, 0, 360)),
  9: digit(arc(0.5, 0.31, 0.5, 0.31, 0, 360), arc(0.08, 0.31, 0.92, 0.69, 0, 81)),
  '.': { width: PEN * 1.15, strokes: [line([0.5, 1], [0.5, 0.985])] },
  ',': { width: PEN * 1.4, strokes: [line([0.8, 0.97], [0.7, 1], [0, 1.16])] },
  R: digit(
    [[0, 1], [0, 0], [0.5, 0], ...arc(0.5, 0.27, 0.48, 0.27, 270, 450), [0, 0.54]],
    line([0.5, 0.54], [1, 1])
  ),
  p: digit(line([0, 0.4], [0, 1.3]), arc(0.5, 0.68, 0.5, 0.32, 0, 360))
}

function digit(...strokes: Stroke[]): Figure {
  return { width: DIGIT, strokes }
}

const drawn = new Map<string, Bitmap>()
/** As many as a few sizes of label need. */
const MOST_KEPT = 600

/** How wide an amount is, written in figures of that height; both in dots. */
export function figuresWidth(text: string, height: number): number {
  const widths = [...text].map((sign) => widthOf(FIGURES[sign], height))
  return widths.reduce((sum, width) => sum + width, 0) + gap(height) * (widths.length - 1)
}

/**
 * Writes digits, points, commas and `Rp` with the upper left corner there; other signs leave a gap.
 *
 * @param at.height of a figure; a comma and the `p` reach a little below
 */
export function writeFigures(
  target: Bitmap,
  text: string,
  at: { x: number; y: number; height: number }
): void {
  let { x } = at
  for (const sign of text) {
    const figure = FIGURES[sign]
    if (figure) target.stamp(draw(sign, figure, at.height), x, at.y)
    x += widthOf(figure, at.height) + gap(at.height)
  }
}

function widthOf(figure: Figure | undefined, height: number): number {
  return Math.max(2, Math.round((figure?.width ?? DIGIT / 2) * height))
}

function gap(height: number): number {
  return Math.max(2, Math.round(BETWEEN * height))
}

function draw(sign: string, figure: Figure, height: number): Bitmap {
  const key = sign + height
  const known = drawn.get(key)
  if (known) return known
  const picture = paint(figure, height)
  if (drawn.size < MOST_KEPT) drawn.set(key, picture)
  return picture
}

function paint(figure: Figure, height: number): Bitmap {
  const width = widthOf(figure, height)
  const pen = Math.max(2, PEN * height)
  const picture = new Bitmap(width, Math.ceil(height * 1.35))
  // The pen's middle keeps half its width from the edges.
  const onPaper = ([x, y]: Point): Point => [
    pen / 2 + x * Math.max(0, width - pen),
    pen / 2 + y * (height - pen)
  ]
  const strokes = figure.strokes.map((stroke) => stroke.map(onPaper))
  for (let y = 0; y < picture.height; y++) {
    for (let x = 0; x < width; x++) {
      if (strokes.some((stroke) => isUnderPen(stroke, x + 0.5, y + 0.5, pen / 2))) picture.ink(x, y)
    }
  }
  return picture
}

function isUnderPen(stroke: Stroke, x: number, y: number, radius: number): boolean {
  for (let i = 1; i < stroke.length; i++) {
    const [ax, ay] = stroke[i - 1]!
    const [bx, by] = stroke[i]!
    const [dx, dy] = [bx - ax, by - ay]
    const along = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)))
    if (Math.hypot(x - ax - along * dx, y - ay - along * dy) <= radius) return true
  }
  return false
}
