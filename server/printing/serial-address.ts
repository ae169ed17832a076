import { FLOWS, type Flow, PARITIES, type Parity } from './transports/serial.ts'

/** A serial line as a form asks for it: the device, and how both sides talk. */
export interface SerialLine {
  path: string
  baud: number
  flow: Flow
  parity: Parity
}

/** Speeds that receipt printers are set to by their switches, in bits a second. */
export const BAUDS = [1200, 2400, 4800, 9600, 19_200, 38_400, 57_600, 115_200]

/** The parts of `/dev/ttyUSB0?baud=9600&flow=rts&parity=even`; what it does not say, or nobody knows, is as usual. */
export function splitSerialAddress(address: string): SerialLine {
  const [path = '', query] = address.split('?')
  const said = new URLSearchParams(query)
  const baud = Number(said.get('baud'))
  const flow = said.get('flow') as Flow
  const parity = said.get('parity') as Parity
  return {
    path,
    baud: BAUDS.includes(baud) ? baud : 9600,
    flow: FLOWS.includes(flow) ? flow : 'none',
    parity: PARITIES.includes(parity) ? parity : 'none'
  }
}

/** The address of a line; one that was typed with all it needs stays as it is. */
export function joinSerialAddress({ path, baud, flow, parity }: SerialLine): string {
  if (path.includes('?') || path.trim() === '') return path
  const more = (name: string, value: string): string => (value === 'none' ? '' : `&${name}=${value}`)
  return `${path.trim()}?baud=${baud}${more('flow', flow)}${more('parity', parity)}`
}
