namespace PortOrchestrator.ConfigParsers.Schedules;

/// <summary>Why a schedule was refused. Immutable.</summary>
/// <param name="Message">What is wrong; no full stop.</param>
/// <param name="Hint">What to write instead; no full stop.</param>
/// <param name="Offset">The character of the schedule's text at which the problem begins, from 0.</param>
public sealed record CronScheduleError(string Message, string Hint, int Offset);
