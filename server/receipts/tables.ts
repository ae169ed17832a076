import type { Columns } from '../printing/tables.ts'
import type { LogoLook } from '../settings/read-settings.ts'
import type { Moment } from '../values/clock.ts'

export interface ReceiptTables {
  logos: {
    logo_id: string
    columns: Columns
    style: LogoLook['style']
    size: LogoLook['size']
    width: number
    height: number
    dots: Buffer
    added_at: Moment
  }
}
