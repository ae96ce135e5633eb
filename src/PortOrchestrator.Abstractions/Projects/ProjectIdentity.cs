namespace PortOrchestrator.Projects;

/// <summary>Which project and which checkout of it. Immutable; equality is by value.</summary>
public sealed record ProjectIdentity
{
    /// <summary>The name of the main working tree's checkout.</summary>
    public const string MainCheckout = "main";

    /// <summary>
    /// The project's id: 12 hexadecimal digits, a hash of the git common dir, or of the root path outside git. For a submodule it is the hash of
    /// where the superproject's main working tree keeps, or would keep, the submodule's git directory.
    /// </summary>
    public required string ProjectId { get; init; }

    /// <summary>The project's name for people.</summary>
    public required string Name { get; init; }

    /// <summary>The absolute root folder of this checkout, symbolic links resolved.</summary>
    public required string Root { get; init; }

    /// <summary>
    /// <c>main</c>, or the linked worktree's admin name under <c>.git/worktrees</c> (<c>main~</c> when that is <c>main</c>, too); never a path or a
    /// branch. A submodule has the checkout of its superproject.
    /// </summary>
    /// <value>The default value is <c>main</c>.</value>
    public string Checkout { get; init; } = MainCheckout;

    /// <summary>The absolute git common dir; for a submodule that of its superproject.</summary>
    /// <value>The default value is <see langword="null"/>: outside git.</value>
    public string? GitCommonDirectory { get; init; }

    /// <summary>Whether this is the main working tree (or the project is outside git).</summary>
    public bool IsMain => Checkout == MainCheckout;

    /// <summary>
    /// Whether this linked worktree stands for the main working tree, which a bare repository has not: its name is that of the repository's own
    /// branch, such as the worktree <c>trunk</c> of a bare repository whose HEAD is <c>refs/heads/trunk</c>. No part of the identity: it may change.
    /// </summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool StandsForMain { get; init; }

    /// <summary>
    /// Whose services these are: a checkout's own, or those that all checkouts of the project, or all projects of the machine, share. What is shared
    /// has an identity as a checkout has one, and with it a supervisor, a journal, logs and ports of its own.
    /// </summary>
    public ServiceScope Scope => SharedScope.Of(this);

    /// <summary>Whether this is the checkout that preferred ports are for.</summary>
    public bool IsPrimary => IsMain || StandsForMain || Scope == ServiceScope.Project;

    /// <summary>A name for files: the project's id, followed by the checkout's name when it is a linked worktree.</summary>
    public string Key => IsMain ? ProjectId : $"{ProjectId}-{Checkout}";
}
