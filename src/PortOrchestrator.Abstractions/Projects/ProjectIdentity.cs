namespace PortOrchestrator.Projects;

/// <summary>Which project and which checkout of it. Immutable; equality is by value.</summary>
public sealed record ProjectIdentity
{
    /// <summary>The name of the main working tree's checkout.</summary>
    public const string MainCheckout = "main";

    /// <summary>The project's id: 12 hexadecimal digits, a hash of the git common dir, or of the root path outside git.</summary>
    public required string ProjectId { get; init; }

    /// <summary>The project's name for people.</summary>
    public required string Name { get; init; }

    /// <summary>The absolute root folder of this checkout, symbolic links resolved.</summary>
    public required string Root { get; init; }

    /// <summary><c>main</c>, or the linked worktree's admin name under <c>.git/worktrees</c>; never a path or a branch.</summary>
    /// <value>The default value is <c>main</c>.</value>
    public string Checkout { get; init; } = MainCheckout;

    /// <summary>The absolute git common dir.</summary>
    /// <value>The default value is <see langword="null"/>: outside git.</value>
    public string? GitCommonDirectory { get; init; }

    /// <summary>Whether this is the main working tree (or the project is outside git).</summary>
    public bool IsMain => Checkout == MainCheckout;

    /// <summary>A name for files: the project's id, followed by the checkout's name when it is a linked worktree.</summary>
    public string Key => IsMain ? ProjectId : $"{ProjectId}-{Checkout}";
}
