namespace PortOrchestrator.ConfigParsers;

/// <summary>The stable codes of what project discovery and the configuration parsers find; each is explained in <c>docs/diagnostics.md</c>.</summary>
public static class DiagnosticCodes
{
    /// <summary>A named configuration file does not exist.</summary>
    public const string FileMissing = "PO1001";

    /// <summary>A file or folder cannot be read.</summary>
    public const string FileUnreadable = "PO1002";

    /// <summary>A configuration file is larger than 16 MiB or has too many values.</summary>
    public const string FileTooLarge = "PO1003";

    /// <summary>A configuration file is not UTF-8 text.</summary>
    public const string NotUtf8 = "PO1004";

    /// <summary>A configuration file has no content.</summary>
    public const string FileEmpty = "PO1005";

    /// <summary>A configuration file is not valid JSON or YAML.</summary>
    public const string Syntax = "PO1006";

    /// <summary>A key is written twice in one map.</summary>
    public const string DuplicateKey = "PO1007";

    /// <summary>Values are nested too deeply.</summary>
    public const string TooDeep = "PO1008";

    /// <summary>The file is of a format that cannot be run.</summary>
    public const string UnsupportedFormat = "PO1009";

    /// <summary>A folder has several configuration files, and only the first is used.</summary>
    public const string SeveralFiles = "PO1010";

    /// <summary>A discovered configuration file belongs to another user.</summary>
    public const string ForeignOwner = "PO1011";

    /// <summary>A <c>.git</c> file points to a git directory that does not exist.</summary>
    public const string StaleGitPointer = "PO1012";

    /// <summary>A <c>.git</c> file does not say where the git directory is.</summary>
    public const string InvalidGitPointer = "PO1013";

    /// <summary>A folder is a copy of a linked worktree, and git takes both for one.</summary>
    public const string CopiedWorktree = "PO1014";

    /// <summary>A key is not known.</summary>
    public const string UnknownKey = "PO1101";

    /// <summary>A value has the wrong type.</summary>
    public const string WrongType = "PO1102";

    /// <summary>A number is out of its range.</summary>
    public const string OutOfRange = "PO1103";

    /// <summary>A value is none of those allowed.</summary>
    public const string UnknownValue = "PO1104";

    /// <summary>A required key is missing.</summary>
    public const string MissingKey = "PO1105";

    /// <summary>A text is not written in the form that its key needs.</summary>
    public const string InvalidText = "PO1106";

    /// <summary>Two keys contradict each other.</summary>
    public const string Contradiction = "PO1107";

    /// <summary>Two services have one name.</summary>
    public const string DuplicateService = "PO1201";

    /// <summary>Two names differ, but the files made from them would not.</summary>
    public const string FileNameClash = "PO1202";

    /// <summary>Two names differ, but the environment variables made from them would not.</summary>
    public const string VariableClash = "PO1203";

    /// <summary>A key is understood but has no effect yet.</summary>
    public const string NotRunYet = "PO1301";

    /// <summary>A service's working folder does not exist.</summary>
    public const string WorkingDirectoryMissing = "PO1302";

    /// <summary>An environment file cannot be read or has a line that is no assignment.</summary>
    public const string EnvironmentFile = "PO1303";

    /// <summary>A launched container keeps its name after it has stopped.</summary>
    public const string ContainerKept = "PO1304";

    /// <summary>A Compose file cannot be read, or does not have the service.</summary>
    public const string ComposeFile = "PO1305";

    /// <summary>A <c>${…}</c> of a process-compose file cannot be expanded.</summary>
    public const string Expansion = "PO1401";

    /// <summary>A template of a process-compose file cannot be rendered, or names a field that does not exist.</summary>
    public const string Template = "PO1402";

    /// <summary>A number of a process-compose file was cut to a whole one, or replaced because it is out of range.</summary>
    public const string NumberCut = "PO1403";

    /// <summary>A dependency of a process-compose file has no condition.</summary>
    public const string ConditionOmitted = "PO1404";

    /// <summary>A value of a process-compose file is accepted although process-compose itself would not take it.</summary>
    public const string BeyondProcessCompose = "PO1405";

    /// <summary>A key of a process-compose file has nothing to do here.</summary>
    public const string NoEffect = "PO1406";

    /// <summary>A value of a process-compose file does not override an earlier one, or would be lost by process-compose itself.</summary>
    public const string Merge = "PO1407";

    /// <summary>Files or processes of process-compose extend each other in a way that has no end, or something that does not exist.</summary>
    public const string Inheritance = "PO1408";

    /// <summary>A command of <c>env_cmds</c> gave no value.</summary>
    public const string EnvironmentCommand = "PO1409";

    /// <summary>A program that every command is run by is not installed.</summary>
    public const string ShellMissing = "PO1410";

    /// <summary>A dependency of a process-compose file waits for something that its target does not have.</summary>
    public const string Condition = "PO1411";

    /// <summary>Keys of a process cannot work together, and one of them is left out.</summary>
    public const string LeftOut = "PO1412";

    /// <summary>A variable that sets process-compose up is not known, or names something that does not exist.</summary>
    public const string Setting = "PO1413";

    /// <summary>The machine's pool of ports is small.</summary>
    public const string SmallPool = "PO1501";

    /// <summary>The machine's pool has ports that the system gives to outgoing connections.</summary>
    public const string EphemeralPool = "PO1502";

    /// <summary>The ranges of two projects overlap.</summary>
    public const string RangesOverlap = "PO1503";

    /// <summary>A project is named by a path that is not absolute.</summary>
    public const string RelativeProject = "PO1504";

    /// <summary>A service of a project is defined otherwise in the file of the machine's own services, which is used.</summary>
    public const string DefinedForMachine = "PO1601";
}
