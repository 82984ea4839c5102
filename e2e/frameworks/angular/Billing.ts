import { Component, CUSTOM_ELEMENTS_SCHEMA } from '@angular/core'

@Component({
  selector: 'app-billing',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <section>
      <h2>Billing</h2>
      <brim-slot name="billing" />
    </section>
  `,
})
export class Billing {}
