/** The pipeline has not answered in time: whether it will have been written is not known. */
export class PipelineLate extends Error {
  override name = 'PipelineLate'

  constructor() {
    super(
      'The database has not answered in time, so this may have been written. Events can be sent again with the same message ids: they count once',
    )
  }
}
