using Voltbench.Gateway.Service;
using Voltbench.Lab.Database;
using Voltbench.Testing;

namespace Voltbench.Gateway.Tests.Service;

public class DatabaseProbeTests
{
    [Fact]
    public async Task A_silent_server_is_down_after_two_seconds_and_asked_once()
    {
        await using var server = new SilentPostgres();
        var time = new ManualTimeProvider();
        var database = new LabDatabase(server.ConnectionString);
        var probe = new DatabaseProbe(database, time);

        var answers = Enumerable.Range(0, 50).Select(_ => probe.IsUpAsync(CancellationToken.None)).ToList();
        await server.Asked.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
        answers.ShouldAllBe(answer => !answer.IsCompleted);
        time.Advance(DatabaseProbe.Timeout);

        (await Task.WhenAll(answers).WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System)).ShouldAllBe(up => !up);
        server.Queries.ShouldBe(1);
    }

    [Fact]
    public async Task Nobody_listening_is_down_at_once()
    {
        await using var database = new LabDatabase("Host=127.0.0.1;Port=1;Username=x;Database=x");
        var probe = new DatabaseProbe(database, new ManualTimeProvider());
        (await probe.IsUpAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System)).ShouldBeFalse();
    }
}
