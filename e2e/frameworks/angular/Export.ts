import { Component, inject, NgZone, signal } from '@angular/core'
import { brim } from '../brim'

@Component({
  selector: 'app-export',
  template: `
    <button type="button" (click)="onClick()">Export</button>
    @if (isWalled()) {
      <p>Export is part of Team.</p>
    }
  `,
})
export class Export {
  readonly zone = inject(NgZone)
  readonly isWalled = signal(false)

  async onClick() {
    const { shown } = await this.zone.runOutsideAngular(() => brim.paywall('export'))
    this.isWalled.set(!shown)
  }
}
