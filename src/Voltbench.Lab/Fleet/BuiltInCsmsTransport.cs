using Voltbench.Lab.Chargers;
using Voltbench.Simulation;

namespace Voltbench.Lab.Fleet;

/// <summary>
/// Sends chargers that name the built-in CSMS to where this node listens; all others go their way. The node's own address is no target that
/// the policy for addresses of callers is about.
/// </summary>
/// <param name="others">For every other address.</param>
/// <param name="own">For this node; not restricted.</param>
/// <param name="listening">Where that is.</param>
internal sealed class BuiltInCsmsTransport(IChargerTransport others, IChargerTransport own, IListeningAddress listening) : IChargerTransport
{
    public void Connect(LinkTarget target, ILinkEvents events)
    {
        if (BuiltInCsms.IsNamed(target.Url))
            _ = ConnectAsync(target, events);
        else
            others.Connect(target, events);
    }

    /// <summary>The fleet starts before the server does: its first chargers wait.</summary>
    private async Task ConnectAsync(LinkTarget target, ILinkEvents events)
    {
        Uri here;
        try
        {
            here = await listening.GetAsync();
        }
        catch (OperationCanceledException)
        {
            events.OnFailed("The server stops.", null);
            return;
        }

        var url = new UriBuilder(target.Url) { Scheme = here.Scheme == "https" ? "wss" : "ws", Host = here.Host, Port = here.Port };
        own.Connect(target with { Url = url.Uri }, events);
    }
}
