import type { Generated } from 'kysely'
import type { Moment } from '../values/clock.ts'

export interface TlsTables {
  authorities: {
    authority_no: Generated<number>
    made_at: Moment
    /** PEM. */
    certificate: string
    /** PKCS 8, PEM: whoever has it can be any box of this shop to every device that trusts it. */
    private_key: string
    /** JSON: the names that it may sign for, and all that end in them. */
    names: string
  }
  box_names: { name_no: Generated<number>; name: string; claimed_at: Moment }
}
