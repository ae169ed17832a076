import type { AuthTables } from '../auth/tables.ts'
import type { CatalogTables } from '../catalog/tables.ts'
import type { EventTables } from '../events/tables.ts'
import type { PrintingTables } from '../printing/tables.ts'
import type { RequestTables } from '../requests/tables.ts'
import type { SalesTables } from '../sales/tables.ts'
import type { SettingsTables } from '../settings/tables.ts'
import type { ShiftTables } from '../shifts/tables.ts'
import type { StockTables } from '../stock/tables.ts'
import type { TerminalTables } from '../terminals/tables.ts'

/** Every table of the shop, each named by the one domain that writes it. */
export interface Schema
  extends AuthTables,
    CatalogTables,
    EventTables,
    PrintingTables,
    RequestTables,
    SalesTables,
    SettingsTables,
    ShiftTables,
    StockTables,
    TerminalTables {}
