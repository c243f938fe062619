namespace Voltbench.Simulation.Transfers;

/// <summary>An address of a file: its credentials are apart from what may be shown.</summary>
/// <param name="Location">Without credentials.</param>
/// <param name="User">Decoded; null for none.</param>
/// <param name="Password">Decoded; null for none. A secret.</param>
internal sealed record FileUrl(Uri Location, string? User, string? Password)
{
    /// <summary>Null when the text is no absolute URL with a host.</summary>
    public static FileUrl? Parse(string text)
    {
        if (!Uri.TryCreate(text.Trim(), UriKind.Absolute, out var url) || url.Host.Length == 0)
            return null;
        if (url.UserInfo.Length == 0)
            return new FileUrl(url, null, null);
        var parts = url.UserInfo.Split(':', 2);
        var bare = new UriBuilder(url) { UserName = "", Password = "" }.Uri;
        return new FileUrl(bare, Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : null);
    }

    /// <summary>Where an upload goes: the address itself, or the file in the folder that it names.</summary>
    public FileUrl For(string fileName)
    {
        var path = Location.AbsolutePath;
        if (path.Length > 0 && !path.EndsWith('/'))
            return this;
        return this with { Location = new UriBuilder(Location) { Path = path + Uri.EscapeDataString(fileName) }.Uri };
    }

    /// <summary>Host and port, for messages.</summary>
    public string At => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Location.Host}:{Port}");

    public int Port => Location.Port > 0 ? Location.Port : 21;

    /// <summary>Leaves the credentials out.</summary>
    public override string ToString() => Location.GetLeftPart(UriPartial.Path);
}
