// In place of the theme's file of this name, 1.5 MB that serve custom icons only. The theme's icons come from its fonts.
