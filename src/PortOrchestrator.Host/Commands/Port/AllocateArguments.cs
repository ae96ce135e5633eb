using System.Globalization;
using PortOrchestrator.Host.CommandLine;

namespace PortOrchestrator.Host.Commands.Port;

/// <summary>What a <c>port allocate</c> line asks for. Immutable.</summary>
internal sealed record AllocateArguments
{
    public static readonly OptionSpec Prefer = new("--prefer", "This port if it is free, else another.") { ValueName = "PORT" };
    public static readonly OptionSpec Exact = new("--exact", "This port or an error (exit code 6).") { ValueName = "PORT" };
    public static readonly OptionSpec Range = new("--range", "Choose from this range.") { ValueName = "A-B" };
    public static readonly OptionSpec Lease = new("--lease", "Not for good: until the owner has ended or the time has passed.");
    public static readonly OptionSpec Owner = new("--owner", "The process that a lease is bound to.") { ValueName = "PID" };
    public static readonly OptionSpec TimeToLive = new("--ttl", "How long a lease lasts unless it is asked for again.") { ValueName = "SECONDS" };
    public static readonly OptionSpec Ephemeral = new("--ephemeral", "A lease on a port that the system chooses.");
    public static readonly OptionSpec Block = new("--block", "N ports in a row; prints one in each line.") { ValueName = "N" };

    private const int LargestBlock = 1000;

    public required string Service { get; init; }

    public int BlockSize { get; private init; }

    private string? Name { get; init; }

    private PortMode Mode { get; init; }

    private int? Port { get; init; }

    private PortRange? Span { get; init; }

    private PortProtocol Protocol { get; init; }

    private PortPersistence Persistence { get; init; }

    private int? OwnerPid { get; init; }

    private TimeSpan? Ttl { get; init; }

    /// <exception cref="UsageException">The options contradict each other.</exception>
    public static AllocateArguments Read(ParsedArguments arguments)
    {
        var (prefer, exact) = (arguments.Port(Prefer), arguments.Port(Exact));
        if (prefer is not null && exact is not null) throw new UsageException("'--prefer' and '--exact' contradict each other.");
        var wish = new AllocateArguments
        {
            Service = arguments.Positionals[0],
            BlockSize = ReadBlockSize(arguments),
            Name = arguments.Value(PortOptions.Name),
            Mode = exact is not null ? PortMode.Exact : prefer is not null ? PortMode.Prefer : PortMode.Auto,
            Port = exact ?? prefer,
            Span = arguments.Range(Range),
            Protocol = arguments.Choice(PortOptions.Protocol, PortProtocol.Tcp),
            Persistence = arguments.Has(Ephemeral) ? PortPersistence.Ephemeral : arguments.Has(Lease) ? PortPersistence.Lease : PortPersistence.Stable,
            OwnerPid = arguments.Has(Owner) ? ReadPid(arguments.Value(Owner)!) : null,
            Ttl = arguments.Seconds(TimeToLive),
        };
        wish.Check();
        return wish;
    }

    public PortRequest ToRequest(ProjectIdentity project) => new()
    {
        Project = project,
        Service = Service,
        Name = Name ?? PortDefinition.DefaultName,
        Protocol = Protocol,
        Mode = Mode,
        Port = Port,
        Range = Span,
        Persistence = Persistence,
        OwnerPid = OwnerPid,
        TimeToLive = Ttl,
    };

    public PortBlockRequest ToBlock(ProjectIdentity project) => new()
    {
        Project = project,
        Members =
        [
            .. Enumerable.Range(0, BlockSize).Select(i => new PortBlockMember
            {
                Service = Service,
                Name = PortBlockNames.Of(Name, i),
                Protocol = Protocol,
                Port = i == 0 ? Port : null,
            }),
        ],
        Range = Span,
        Persistence = Persistence,
        OwnerPid = OwnerPid,
        TimeToLive = Ttl,
    };

    private static int ReadBlockSize(ParsedArguments arguments)
    {
        if (arguments.Count(Block) is not { } size) return 0;
        return size is >= 1 and <= LargestBlock ? size : throw new UsageException($"'--block' takes a number from 1 to {LargestBlock}.");
    }

    private static int ReadPid(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var pid) && pid > 0
            ? pid
            : throw new UsageException($"'{text}' is not a process id for {Owner.Name}.");

    private void Check()
    {
        var bound = OwnerPid is not null || Ttl is not null;
        if (Persistence == PortPersistence.Stable && bound) throw new UsageException("'--owner' and '--ttl' go with '--lease' or '--ephemeral'.");
        // This process ends at once, and a lease that is bound to it with it.
        if (Persistence != PortPersistence.Stable && !bound)
            throw new UsageException("A lease needs to know how long it lasts: add '--owner PID' ('--owner $$' is the shell) or '--ttl SECONDS'.");
        if (Persistence == PortPersistence.Ephemeral && (Port is not null || Span is not null || BlockSize > 0))
            throw new UsageException("The system chooses an ephemeral port: '--prefer', '--exact', '--range' and '--block' do not go with '--ephemeral'.");
        if (BlockSize > 0 && Mode == PortMode.Exact) throw new UsageException("'--block' and '--exact' contradict each other; '--prefer' names the first port.");
    }
}
