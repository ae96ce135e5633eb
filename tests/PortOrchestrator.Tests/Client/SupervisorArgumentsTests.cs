namespace PortOrchestrator.Tests.Client;

internal sealed class SupervisorArgumentsTests
{
    [Test]
    public void Parse_WhatStartWrote_IsTheSame(
        [Values(null, "/src/my shop/.git")] string? common, [Values("main", "--home")] string checkout, [Values(null, 0, 300)] int? logMinFree, [Values] bool watchdog)
    {
        var paths = new StatePaths("/state folder");
        var project = new ProjectIdentity { ProjectId = "p1", Name = "my shop \"x\"", Root = "/src/my shop", Checkout = checkout, GitCommonDirectory = common };
        var settings = new SupervisorSettings(logMinFree, watchdog);

        var start = SupervisorArguments.Start(paths, project, settings).ToArray();
        var run = SupervisorArguments.Run(paths, project, settings).ToArray();
        var parsed = SupervisorArguments.Parse(start.AsSpan(2));

        Assert.That((start[0], start[1], run[1]), Is.EqualTo((SupervisorArguments.Command, SupervisorArguments.StartVerb, SupervisorArguments.RunVerb)));
        Assert.That(run[2..], Is.EqualTo(start[2..]));
        Assert.That((parsed.Paths.Home, parsed.Project, parsed.Settings), Is.EqualTo((paths.Home, project, settings)));
    }
}
