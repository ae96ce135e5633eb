namespace PortOrchestrator.ConfigParsers.Detection.Sources;

/// <summary>Makes findings of what one kind of file says.</summary>
internal interface IFindingSource
{
    IEnumerable<Finding> Find(TreeFolder folder);
}
