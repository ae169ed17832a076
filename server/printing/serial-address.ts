import { FLOWS, type Flow } from './transports/serial.ts'

/** A serial line as a form asks for it: the device, and how both sides talk. */
export interface SerialLine {
  path: string
  baud: number
  flow: Flow
}

/** Speeds that receipt printers are set to by their switches, in bits a second. */
export const BAUDS = [1200, 2400, 4800, 9600, 19_200, 38_400, 57_600, 115_200]

/** The parts of `/dev/ttyUSB0?baud=9600&flow=rts`; what it does not say, or nobody knows, is as usual. */
export function splitSerialAddress(address: string): SerialLine {
  const [path = '', query] = address.split('?')
  const said = new URLSearchParams(query)
  const baud = Number(said.get('baud'))
  const flow = said.get('flow') as Flow
  return {
    path,
    baud: BAUDS.includes(baud) ? baud : 9600,
    flow: FLOWS.includes(flow) ? flow : 'none'
  }
}

/** The address of a line; one that was typed with all it needs stays as it is. */
export function joinSerialAddress({ path, baud, flow }: SerialLine): string {
  if (path.includes('?') || path.trim() === '') return path
  return `${path.trim()}?baud=${baud}${flow === 'none' ? '' : `&flow=${flow}`}`
}
