/** What a watch over a wiki is called among the listings: no listing's name has a colon. */
export const watchPrefix = 'watch:';
