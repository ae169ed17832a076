/** Says whether a figure is what was aimed at. */
export function verdict(what: string, figure: number, sign: '≥' | '≤', aim: number): void {
  const met = sign === '≥' ? figure >= aim : figure <= aim
  console.log(`${met ? 'met   ' : 'missed'} ${what}: ${round(figure)} (${sign} ${aim})`)
}

export function round(number: number): number {
  return Number(number.toFixed(2))
}
