using PortOrchestrator.Host.CommandLine;
using PortOrchestrator.Host.Commands;

namespace PortOrchestrator.Host.Tests.CommandLine;

public class CommandLineParserTests
{
    private static readonly CommandLineParser Parser = new(CommandTree.Root);

    [Test]
    public void Parse_OptionsAroundTheCommand_AreAllRead()
    {
        var run = Parser.Parse(["--project", "shop", "up", "web", "-d", "--tier=1-2", "api", "-fone.json", "-f", "two.json"]);
        Assert.Multiple(() =>
        {
            Assert.That(run.Path, Is.EqualTo("portorch up"));
            Assert.That(run.Arguments.Positionals, Is.EqualTo(new[] { "web", "api" }));
            Assert.That(run.Arguments.Value(CommonOptions.Project), Is.EqualTo("shop"));
            Assert.That(run.Arguments.Values(CommonOptions.File), Is.EqualTo(new[] { "one.json", "two.json" }));
            Assert.That(run.Arguments.Value(Option("up", "--tier")), Is.EqualTo("1-2"));
            Assert.That(run.Arguments.Has(Option("up", "--detach")), Is.True);
        });
    }

    [Test]
    public void Parse_ShortFInLogs_FollowsRatherThanNamingAFile()
    {
        var run = Parser.Parse(["logs", "-f", "web"]);
        Assert.That(run.Arguments.Has(Option("logs", "--follow")), Is.True);
        Assert.That(run.Arguments.Values(CommonOptions.File), Is.Empty);
        Assert.That(run.Arguments.Positionals, Is.EqualTo(new[] { "web" }));
    }

    [Test]
    public void Parse_FlagsTogetherWithAValueAtTheEnd_AreAllRead()
    {
        var run = Parser.Parse(["up", "-df", "x.json"]);
        Assert.That(run.Arguments.Has(Option("up", "--detach")), Is.True);
        Assert.That(run.Arguments.Value(CommonOptions.File), Is.EqualTo("x.json"));
    }

    [Test]
    public void Parse_AfterTwoDashes_EverythingIsAnArgument() =>
        Assert.That(Parser.Parse(["up", "--", "--odd", "-d"]).Arguments.Positionals, Is.EqualTo(new[] { "--odd", "-d" }));

    [TestCase("up --detatch", "'--detatch' is not an option of 'portorch up'.", "Did you mean '--detach'?")]
    [TestCase("pss", "'pss' is not a command of 'portorch'.", "Did you mean 'ps'?")]
    [TestCase("restrat web", "'restrat' is not a command of 'portorch'.", "Did you mean 'restart'?")]
    [TestCase("port alocate web", "'alocate' is not a command of 'portorch port'.", "Did you mean 'allocate'?")]
    [TestCase("tui", "'tui' is not a command of 'portorch'.", null)]
    [TestCase("up -x", "'-x' is not an option of 'portorch up'.", null)]
    [TestCase("ps --project", "'--project' needs a value: --project NAME|DIR.", null)]
    [TestCase("ps --project --json", "'--project' needs a value: --project NAME|DIR.", null)]
    [TestCase("ps --json=yes", "'--json' takes no value.", null)]
    [TestCase("env", "'portorch env' needs SERVICE.", null)]
    [TestCase("env a b", "'b' is one argument too many for 'portorch env'.", null)]
    [TestCase("port", "'portorch port' needs a command.", null)]
    public void Parse_WrongUsage_SaysWhatAndWhatWasMeant(string line, string message, string? hint)
    {
        var error = Assert.Throws<UsageException>(() => Parser.Parse(line.Split(' ')))!;
        Assert.That((error.Message, error.Hint), Is.EqualTo((message, hint)));
    }

    [Test]
    public void Parse_RandomTokens_NeverThrowsAnythingButUsage()
    {
        var random = new Random(20260131);
        string[] pool = ["up", "ps", "port", "list", "-f", "-d", "--json", "--", "-", "--file=", "--tier", "0-9", "", "web", "-dfx", "--help", "=", "-\u00e9", "\ud800"];
        for (var round = 0; round < 20_000; round++)
        {
            var tokens = Enumerable.Range(0, random.Next(6)).Select(_ => pool[random.Next(pool.Length)]).ToArray();
            try
            {
                Parser.Parse(tokens);
            }
            catch (UsageException e)
            {
                Assert.That(e.Message, Is.Not.Empty);
            }
        }
    }

    private static OptionSpec Option(string command, string name) =>
        CommandTree.Root.Commands.Single(c => c.Name == command).Options.Single(o => o.Name == name);
}
