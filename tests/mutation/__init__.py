"""Every constraint of the schemas broken one by one, and two engines that must agree on it."""
