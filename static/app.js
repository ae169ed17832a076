// What the browser does for the shop: ask, show, and never lose a key press. The server decides everything.
import './requests.js'
import './keys.js'
import './camera.js'
import './ask.js'
import './live.js'
import './money-field.js'
import './menu.js'
import './rows.js'
import './stepper.js'
import './count.js'
import './hand-out.js'
import './fills.js'
import './folds.js'
import { replay } from './outbox.js'

replay()
