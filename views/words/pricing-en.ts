import type { pricing as pattern } from './pricing-id.ts'

export const pricing: typeof pattern = {
  reasons: {
    list: (price) => `List price ${price}`,
    'own-price': (price) => `Price changed at the till to ${price}`,
    label: (total) => `Price from the scale’s label: ${total}`,
    order: (total) => `Price as ordered: ${total}`,
    tier: (from, price, amount) => `Wholesale price from ${from}: ${price}, saves ${amount}`,
    group_tier: (from, price, amount) => `This customer’s price from ${from}: ${price}, saves ${amount}`,
    promotion: (name, quantity, amount) => `“${name}” on ${quantity}: ${amount} off`,
    'basket-promotion': (name, amount) => `Its share of “${name}”: ${amount} off`,
    'passed-over': (name) => `“${name}” is not used: another price or promotion goes first`,
    'line-discount': (amount) => `Discount on this line: ${amount} off`,
    'basket-discount': (amount) => `Its share of the basket’s discount: ${amount} off`,
    service: (amount) => `Its share of the service charge: ${amount}`,
    tax_included: (label, amount) => `Includes ${amount} of ${label}`,
    tax_added: (label, amount) => `Plus ${amount} of ${label}`
  }
}
