using System.CommandLine;
using System.Globalization;

namespace Voltbench.Gateway.Cli;

/// <summary>The flags of <c>serve</c>, each a short spelling of a setting.</summary>
internal sealed class ServeOptions
{
    private readonly Option<int?> _port = new("--port") { Description = "Listen on 127.0.0.1 and this port (setting Urls)." };
    private readonly Option<string?> _urls = new("--urls") { Description = "Addresses to listen on (setting Urls)." };
    private readonly Option<string?> _data = new("--data") { Description = "Directory of the gateway's files (setting Data:Directory)." };
    private readonly Option<bool> _demo = new("--demo") { Description = "Bring up a location with 10 chargers on the built-in CSMS, three of them charging (setting Demo:Enabled)." };
    private readonly Option<bool> _welcome = new("--welcome") { Description = "Print the address, a token and a first call when the gateway is up (setting Welcome:Enabled)." };
    private readonly Option<string[]> _set = new("--set") { Description = "Any setting: Section:Name=value. May be repeated." };

    public ServeOptions()
    {
        _port.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 0 or > 65535)
                result.AddError("--port must be 0 to 65535.");
        });
        _set.Validators.Add(result =>
        {
            foreach (var text in result.GetValueOrDefault<string[]>() ?? [])
            {
                if (text.IndexOf('=', StringComparison.Ordinal) < 1)
                    result.AddError($"--set {text}: expected Section:Name=value.");
            }
        });
    }

    public void AddTo(Command command)
    {
        command.Options.Add(_port);
        command.Options.Add(_urls);
        command.Options.Add(_data);
        command.Options.Add(_demo);
        command.Options.Add(_welcome);
        command.Options.Add(_set);
    }

    public Dictionary<string, string?> Read(ParseResult parsed)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var text in parsed.GetValue(_set) ?? [])
        {
            var at = text.IndexOf('=', StringComparison.Ordinal);
            settings[text[..at]] = text[(at + 1)..];
        }

        if (parsed.GetValue(_urls) is { } urls)
            settings["Urls"] = urls;
        if (parsed.GetValue(_port) is { } port)
            settings["Urls"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        if (parsed.GetValue(_data) is { } data)
            settings["Data:Directory"] = data;
        if (parsed.GetValue(_demo))
            settings["Demo:Enabled"] = "true";
        if (parsed.GetValue(_welcome))
            settings["Welcome:Enabled"] = "true";
        return settings;
    }
}
