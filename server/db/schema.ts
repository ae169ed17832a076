import type { AuthTables } from '../auth/tables.ts'
import type { BackupTables } from '../backup/tables.ts'
import type { BasketTables } from '../baskets/tables.ts'
import type { CatalogTables } from '../catalog/tables.ts'
import type { CustomerTables } from '../customers/tables.ts'
import type { DisplayTables } from '../displays/tables.ts'
import type { DoorTables } from '../door/tables.ts'
import type { EventTables } from '../events/tables.ts'
import type { LabelTables } from '../labels/tables.ts'
import type { LedgerTables } from '../ledger/tables.ts'
import type { OrderTables } from '../orders/tables.ts'
import type { PricingTables } from '../pricing/tables.ts'
import type { PrintingTables } from '../printing/tables.ts'
import type { ReceiptTables } from '../receipts/tables.ts'
import type { RefundTables } from '../refunds/tables.ts'
import type { RequestTables } from '../requests/tables.ts'
import type { SalesTables } from '../sales/tables.ts'
import type { SettingsTables } from '../settings/tables.ts'
import type { ShiftTables } from '../shifts/tables.ts'
import type { StockTables } from '../stock/tables.ts'
import type { TenderTables } from '../tenders/tables.ts'
import type { TerminalTables } from '../terminals/tables.ts'
import type { DbTables } from './tables.ts'

/** Every table of the shop, each named by the one domain that writes it. */
export interface Schema
  extends AuthTables,
    BackupTables,
    BasketTables,
    CatalogTables,
    CustomerTables,
    DisplayTables,
    DbTables,
    DoorTables,
    EventTables,
    LabelTables,
    LedgerTables,
    OrderTables,
    PricingTables,
    PrintingTables,
    ReceiptTables,
    RefundTables,
    RequestTables,
    SalesTables,
    SettingsTables,
    ShiftTables,
    StockTables,
    TenderTables,
    TerminalTables {}
