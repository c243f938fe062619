namespace Voltbench.EndToEnd.Tests.FrontDoor;

/// <summary>The checkout that these tests were built in: <c>artifacts/bin/Voltbench.EndToEnd.Tests/&lt;configuration&gt;</c> lies in it.</summary>
internal static class Checkout
{
    private static readonly DirectoryInfo Here = new(AppContext.BaseDirectory.TrimEnd('/'));

    /// <summary><c>debug</c> or <c>release</c>.</summary>
    public static string Configuration => Here.Name;

    public static string Root => Here.Parent!.Parent!.Parent!.Parent!.FullName;

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));
}
