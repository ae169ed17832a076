/**
 * The checksum at the end of a payment code, as it is written there: four capital hexadecimal digits.
 *
 * CRC-16/CCITT-FALSE (EMVCo merchant-presented QR codes, after ISO/IEC 13239): polynomial 0x1021, beginning with
 * 0xFFFF, nothing reflected, nothing added at the end; `123456789` gives `29B1`.
 *
 * @param text printable ASCII, up to and with the `6304` that announces the checksum
 */
export function crcOf(text: string): string {
  let crc = 0xffff
  for (let i = 0; i < text.length; i++) {
    crc ^= text.charCodeAt(i) << 8
    for (let bit = 0; bit < 8; bit++) crc = ((crc << 1) ^ (crc & 0x8000 ? 0x1021 : 0)) & 0xffff
  }
  return crc.toString(16).toUpperCase().padStart(4, '0')
}
