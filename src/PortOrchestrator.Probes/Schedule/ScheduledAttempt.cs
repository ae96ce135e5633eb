namespace PortOrchestrator.Probes.Schedule;

internal readonly record struct ScheduledAttempt(TimeSpan At, TimeSpan Timeout, bool Extra);
