import { scanGrayBuffer } from '@undecaf/zbar-wasm'
import { writeText } from '../../views/labels/faces.ts'
import { figuresWidth, writeFigures } from '../../views/labels/figures.ts'
import { Bitmap } from '../../views/receipts/dots/bitmap.ts'
import type { FaceHeight } from '../../views/receipts/dots/glyphs.ts'
import type { Picture } from '../printer/decode-labels.ts'

/** What a scanner reads off a label: nothing, or what each of its codes says. */
export async function scan(picture: Picture): Promise<string[]> {
  const { bytes, width, height } = picture.asGrey(2)
  const symbols = await scanGrayBuffer(bytes.buffer, width, height)
  return symbols.map((symbol) => symbol.decode())
}

/** Whether a word stands on a label in one of the faces, every dot of it, and blank paper between its letters. */
export function says(picture: Picture, word: string, faces: FaceHeight[] = [16, 24, 32]): boolean {
  return faces.some((face) => isOn(picture, wordInDots(word, face)))
}

function wordInDots(word: string, face: FaceHeight): Bitmap {
  const dots = new Bitmap(([...word].length * face) / 2, face)
  writeText(dots, word, { x: 0, y: 0, face })
  return dots
}

function isOn(picture: Picture, dots: Bitmap): boolean {
  const inked: [x: number, y: number][] = []
  const blank: [x: number, y: number][] = []
  for (let y = 0; y < dots.height; y++)
    for (let x = 0; x < dots.width; x++) (dots.at(x, y) ? inked : blank).push([x, y])
  for (let top = 0; top + dots.height <= picture.height + 8; top++) {
    for (let left = 0; left + dots.width <= picture.width; left++) {
      if (!inked.every(([x, y]) => picture.at(left + x, top + y))) continue
      if (blank.every(([x, y]) => !picture.at(left + x, top + y))) return true
    }
  }
  return false
}

/** The digits of the largest figures on a label, from left to right: each blot of ink as the digit it is most like. */
export function readPrice(picture: Picture): string {
  const blots = blotsOf(picture).filter(
    ({ dots, width, height }) => dots.length < width * height && height >= 12
  )
  const tallest = Math.max(...blots.filter(looksLikeDigit).map(({ height }) => height))
  const figures = blots.filter(({ height }) => height >= tallest - 2)
  return figures
    .toSorted((a, b) => a.x - b.x)
    .map((blot) => nearestDigit(blot))
    .join('')
}

const NEIGHBOURS = [-1, 0, 1].flatMap((dx) => [-1, 0, 1].map((dy): [number, number] => [dx, dy]))

interface Blot {
  x: number
  y: number
  width: number
  height: number
  dots: [x: number, y: number][]
}

function looksLikeDigit(blot: Blot): boolean {
  return likeness(blot)[0]!.distance < 0.16
}

function nearestDigit(blot: Blot): string {
  return likeness(blot)[0]!.digit
}

function likeness(blot: Blot): { digit: string; distance: number }[] {
  const shape = shapeOf(blot)
  return DIGITS.map(({ digit, shape: known, slender }) => {
    const differing = shape.filter((ink, i) => ink !== known[i]).length / shape.length
    return { digit, distance: differing + Math.abs(slender - blot.width / blot.height) }
  }).toSorted((a, b) => a.distance - b.distance)
}

/** A blot on a grid of 10 by 16, wherever and however large it is. */
function shapeOf({ x, y, width, height, dots }: Blot): boolean[] {
  const inked = new Set(dots.map(([x, y]) => `${x} ${y}`))
  return Array.from({ length: 160 }, (_, i) => {
    const column = x + Math.floor((((i % 10) + 0.5) * width) / 10)
    const row = y + Math.floor(((Math.floor(i / 10) + 0.5) * height) / 16)
    return inked.has(`${column} ${row}`)
  })
}

const DIGITS = [...'0123456789'].map((digit) => {
  const dots = new Bitmap(figuresWidth(digit, 100), 140)
  writeFigures(dots, digit, { x: 0, y: 0, height: 100 })
  const [blot] = blotsOf(dots)
  return { digit, shape: shapeOf(blot!), slender: blot!.width / blot!.height }
})

/** Ink that hangs together. */
function blotsOf(picture: Pick<Picture, 'width' | 'height' | 'at'>): Blot[] {
  const seen = new Set<number>()
  const blots: Blot[] = []
  for (let start = 0; start < picture.width * picture.height; start++) {
    if (seen.has(start) || !picture.at(start % picture.width, Math.floor(start / picture.width))) continue
    const dots: [number, number][] = []
    const open = [start]
    seen.add(start)
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const [x, y] = [next % picture.width, Math.floor(next / picture.width)]
      dots.push([x, y])
      for (const [dx, dy] of NEIGHBOURS) {
        const [nx, ny] = [x + dx, y + dy]
        if (nx < 0 || ny < 0 || nx >= picture.width || ny >= picture.height) continue
        const at = ny * picture.width + nx
        if (seen.has(at) || !picture.at(nx, ny)) continue
        seen.add(at)
        open.push(at)
      }
    }
    const [xs, ys] = [dots.map(([x]) => x), dots.map(([, y]) => y)]
    const [x, y] = [Math.min(...xs), Math.min(...ys)]
    blots.push({ x, y, width: Math.max(...xs) - x + 1, height: Math.max(...ys) - y + 1, dots })
  }
  return blots
}
