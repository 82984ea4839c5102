import type { Client, InStatement, Transaction } from '@libsql/client'

/**
 * The last statements of a transaction, and its commit. To a server both go in one request: COMMIT is
 * a step of its batch, and a step runs only where each one before it has.
 */
export async function finish(
  client: Pick<Client, 'protocol'>,
  transaction: Transaction,
  statements: InStatement[],
): Promise<void> {
  if (client.protocol !== 'file') {
    await transaction.batch([...statements, 'COMMIT'])
    return
  }
  if (statements.length > 0) await transaction.batch(statements)
  await transaction.commit()
}
