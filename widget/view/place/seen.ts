/** Whether an element has a place on the page that can be seen, here or where one scrolls to. */
export const isSeen = (element: Element): boolean => element.getClientRects().length > 0
