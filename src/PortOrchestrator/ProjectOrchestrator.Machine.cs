namespace PortOrchestrator;

public sealed partial class ProjectOrchestrator
{
    private static ProjectOrchestrator OpenMachine(Surroundings surroundings)
    {
        if (surroundings.Options.Project is not null || surroundings.Options.Files.Count > 0)
        {
            throw new PortOrchestratorException(
                ErrorCode.InvalidArgument, "The machine's own services belong to no project and are in no other file: leave out the project and the files.");
        }

        return new ProjectOrchestrator(surroundings, MachineServicesFile.Locate(surroundings));
    }
}
