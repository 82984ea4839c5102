// What the recipes stand in: two routes, two people, a log of what was taken. The log is no signal:
// it is drawn because the zone has the app look.
import { PlatformLocation } from '@angular/common'
import { Component, computed, inject, signal } from '@angular/core'
import { Billing } from './Billing'
import { Export } from './Export'
import { useBrim } from './use-brim'

@Component({
  selector: 'app-root',
  imports: [Billing, Export],
  template: `
    <main>
      <h1>Harbour</h1>
      <button type="button" (click)="go('/boards')">Boards</button>
      <button type="button" (click)="go('/billing')">Billing</button>
      <button type="button" (click)="id.set('noor')">Noor</button>
      <button type="button" (click)="id.set(null)">Sign out</button>
      @if (path() === '/billing') {
        <app-billing />
      } @else {
        <app-export />
      }
      <output>{{ taken.join() }}</output>
    </main>
  `,
})
export class App {
  readonly location = inject(PlatformLocation)
  readonly path = signal(this.location.pathname)
  readonly id = signal<string | null>('mira')
  readonly taken: string[] = []

  constructor() {
    const person = computed(() => {
      const id = this.id()
      return id === null ? null : { id, account: 'harbour' }
    })
    useBrim(person, ({ kind }) => this.taken.push(kind))
  }

  go(to: string) {
    this.location.pushState(null, '', to)
    this.path.set(to)
  }
}
