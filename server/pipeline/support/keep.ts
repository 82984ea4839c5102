/** Keeps what was asked of a help desk by somebody nobody knows, before anybody acknowledges it. */
import type { Properties } from '../../../shared/event/event.ts'
import type { Vendor } from '../../../shared/event/source.ts'
import type { Transaction } from '../../store/connection.ts'
import { into } from '../group/write/rows.ts'

export type KeptInquiry = {
  messageId: string
  vendor: Vendor
  requester: string
  /** By what people recognise them. */
  who: string
  properties: Properties & { topic: string }
  /** Epoch ms. */
  at: number
  receivedAt: number
}

export async function keepInquiries(
  transaction: Transaction,
  inquiries: readonly KeptInquiry[],
): Promise<void> {
  const statement = into(
    'waiting_inquiries (message_id, vendor, requester, who, topic, properties, at, received_at)',
    inquiries.map(({ messageId, vendor, requester, who, properties, at, receivedAt }) => [
      messageId,
      vendor,
      requester,
      who,
      properties.topic,
      JSON.stringify(properties),
      at,
      receivedAt,
    ]),
    'ON CONFLICT DO NOTHING',
  )
  if (statement) await transaction.execute(statement)
}
