/** Something that AWS can do and an engine's provider has no words for. A plan leaves it out there, and says so if it was asked for. */
export type EngineGap = 'bakeTime' | 'impairedZonePolicy' | 'cacheDurability' | 'serverlessFinalSnapshot';
