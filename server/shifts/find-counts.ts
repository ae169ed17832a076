import { question, type Reader } from '../db/prepare.ts'

const counts = question<{ shift_id: string }>()((db, { shift_id }) =>
  db
    .selectFrom('shift_counts')
    .innerJoin('staff', 'staff.staff_id', 'shift_counts.counted_by')
    .selectAll('shift_counts')
    .select('staff.name as counted_by_name')
    .where('shift_id', '=', shift_id)
    .orderBy('count_no')
)

/** One count of a drawer, with what should have been there at that moment. */
export type DrawerCount = ReturnType<typeof counts.list>[number]

/** Every count of a shift's drawer, in the order they were made. */
export function listCounts(reader: Reader, shift_id: string): DrawerCount[] {
  return counts.list(reader, { shift_id })
}
