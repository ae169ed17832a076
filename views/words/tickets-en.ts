import type { tickets as pattern } from './tickets-id.ts'

export const tickets: typeof pattern = {
  title: 'Kitchen and stock room tickets',
  text: 'At every sale, a ticked printer prints the goods of that category: how many and what, without prices.',
  link: 'Kitchen tickets',
  back: 'Printers',
  category: 'Category',
  none_categories_title: 'No categories yet',
  none_categories: 'Give your items a category first, such as Food or Drinks.',
  to_items: 'To the items',
  none_printers_title: 'No receipt printer yet',
  none_printers: 'Add the printer in the kitchen or the stock room first.',
  uncategorised: 'Items without a category are on no ticket.',
  reprint: 'Print the tickets again',
  reprint_text: 'For kitchen and stock room; they will say COPY.',
  slip: { title: 'TICKET', cancelled: 'CANCELLED', customer: 'For', reason: 'Reason' }
}
