using PortOrchestrator.Host.Rendering;
using PortOrchestrator.Host.Tests.Commands;

namespace PortOrchestrator.Host.Tests.Rendering;

public class ProgressTests
{
    [Test]
    public void Plain_ChangesOfState_AreOneLineEach()
    {
        var terminal = new FakeTerminal();
        var progress = new PlainProgress(terminal);
        var started = new DateTimeOffset(2026, 1, 31, 9, 30, 0, TimeSpan.Zero);
        progress.Report(Given.Service("web", ServiceState.Pending));
        progress.Report(Given.Service("web", ServiceState.Starting));
        progress.Report(Given.Service("web", ServiceState.Starting) with { Health = ServiceHealth.Unknown });
        progress.Report(Given.Service("web") with
        {
            StartedAt = started,
            ReadyAt = started.AddSeconds(1.25),
            Ports = [new("default", 8000, PortProtocol.Tcp)],
        });
        Assert.That(terminal.ErrorText, Is.EqualTo("web: starting\nweb: running on 8000 (1.2 s)\n").Or.EqualTo("web: starting\nweb: running on 8000 (1.3 s)\n"));
    }

    [Test]
    public void Live_SecondReport_RedrawsInPlaceAndClearTakesItAway()
    {
        var terminal = new FakeTerminal { ErrorIsTerminal = true };
        var progress = new LiveProgress(terminal);
        progress.Report(Given.Service("db", ServiceState.Starting));
        progress.Report(Given.Service("web", ServiceState.Pending));
        progress.Report(Given.Service("db"));
        progress.Clear();
        Assert.That(
            terminal.ErrorText,
            Is.EqualTo("  db  starting\n\e[1A\e[J  db   starting\n  web  pending\n\e[2A\e[J  db   running\n  web  pending\n\e[2A\e[J"));
    }

    [Test]
    public void Live_MoreServicesThanLines_ShowsThoseUnderWay()
    {
        var terminal = new FakeTerminal { ErrorIsTerminal = true, ErrorSize = (80, 4) };
        var progress = new LiveProgress(terminal);
        foreach (var name in new[] { "a", "b", "c" }) progress.Report(Given.Service(name));
        progress.Report(Given.Service("d", ServiceState.Failed) with { Reason = "it broke" });
        Assert.That(terminal.ErrorText, Does.EndWith("\e[2A\e[J  d  failed: it broke\n  a  running\n"));
    }

    [Test]
    public void View_WithJson_WritesNothing()
    {
        var terminal = new FakeTerminal();
        using (var view = new ProgressView(terminal, json: true)) view.Report(Given.Service("web"));
        Assert.That(terminal.ErrorText, Is.Empty);
    }
}
