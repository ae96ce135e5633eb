namespace Quickstart;

internal sealed record Planet(string Name, double DistanceInAu, double YearInDays, int Moons);
