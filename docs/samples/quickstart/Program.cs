using Quickstart;

var role = args.FirstOrDefault();
switch (role)
{
    case "seed":
        await Seed.RunAsync();
        return 0;
    case "api":
        await Api.RunAsync(args[1..]);
        return 0;
    case "web":
        await Web.RunAsync(args[1..]);
        return 0;
    default:
        Console.Error.WriteLine($"'{role}' is no part of this sample. Say seed, api or web.");
        return 2;
}
