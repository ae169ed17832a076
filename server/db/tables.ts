export interface DbTables {
  /** Written by triggers alone. */
  table_marks: { table_name: 'logos' | 'promotions' | 'settings' | 'tax_rules'; mark: string }
}
