using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Voltbench.Lab.Database.Private;

namespace Voltbench.Lab.Tests.Database.Private;

/// <summary>Against the machine's own PostgreSQL: what a first start, a second start and the death of server or gateway do.</summary>
public sealed class PrivatePostgresTests : IAsyncDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("vb-").FullName;

    public PrivatePostgresTests() => File.SetUnixFileMode(_root, (UnixFileMode)0b111_101_101);

    [Fact]
    public async Task Data_survives_a_stop_and_the_server_listens_on_no_port()
    {
        await using (var first = await StartAsync())
        {
            (await QueryAsync(first, "show listen_addresses")).ShouldBe("");
            (await QueryAsync(first, "show server_encoding")).ShouldBe("UTF8");
            (await QueryAsync(first, "show fsync")).ShouldBe("on");
            (await QueryAsync(first, "show synchronous_commit")).ShouldBe("on");
            (await QueryAsync(first, "show wal_level")).ShouldBe("minimal");
            await QueryAsync(first, "create table kept as select 42 as answer");
        }

        File.Exists(Path.Combine(_root, "postgres", "data", "postmaster.pid")).ShouldBeFalse();
        await using var second = await StartAsync();
        (await QueryAsync(second, "select answer from kept")).ShouldBe(42);
    }

    [Fact]
    public async Task A_second_gateway_on_the_directory_is_refused()
    {
        await using var first = await StartAsync();
        var refusal = await Should.ThrowAsync<PrivatePostgresException>(() => StartAsync());
        refusal.Message.ShouldContain("Another gateway runs on");
        (await QueryAsync(first, "select 1")).ShouldBe(1);
    }

    [Fact]
    public async Task A_server_that_was_killed_is_started_again_with_what_was_committed()
    {
        await using (var first = await StartAsync())
        {
            await QueryAsync(first, "create table kept as select 42 as answer");
            using var server = Process.GetProcessById(ServerPid());
            server.Kill();
            await server.WaitForExitAsync();
        }

        await using var second = await StartAsync();
        (await QueryAsync(second, "select answer from kept")).ShouldBe(42);
    }

    [Fact]
    public async Task A_process_file_whose_number_is_another_program_s_is_no_server()
    {
        await using (await StartAsync())
        {
        }

        await File.WriteAllTextAsync(
            Path.Combine(_root, "postgres", "data", "postmaster.pid"),
            $"{Environment.ProcessId}\n{_root}/postgres/data\n0\n5432\n{_root}/postgres/data\n\n0 0\nready\n");
        await using var second = await StartAsync();
        (await QueryAsync(second, "select 1")).ShouldBe(1);
    }

    [Fact]
    public async Task A_first_start_that_was_killed_leaves_nothing_in_the_way()
    {
        Directory.CreateDirectory(Path.Combine(_root, "postgres", "data.new", "base"));
        await using var server = await StartAsync();
        (await QueryAsync(server, "select 1")).ShouldBe(1);
    }

    [Fact]
    public async Task A_directory_too_deep_for_a_socket_works_and_leaves_no_socket_directory()
    {
        var deep = Path.Combine(_root, new string('d', 60), new string('e', 60));
        string sockets;
        await using (var server = await PrivatePostgres.StartAsync(deep, null, TimeProvider.System, NullLogger.Instance, default))
        {
            sockets = new NpgsqlConnectionStringBuilder(server.ConnectionString).Host!;
            (await QueryAsync(server, "select 1")).ShouldBe(1);
            sockets.Length.ShouldBeLessThan(90);
        }

        Directory.Exists(sockets).ShouldBeFalse();
    }

    [Fact]
    public async Task A_directory_that_the_system_user_cannot_reach_links_to_one_that_it_can()
    {
        var hidden = Directory.CreateDirectory(Path.Combine(_root, "hidden"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
        for (var start = 0; start < 2; start++)
        {
            await using var server = await PrivatePostgres.StartAsync(hidden, null, TimeProvider.System, NullLogger.Instance, default);
            await QueryAsync(server, "create table if not exists kept (start int); insert into kept values (1)");
            (await QueryAsync(server, "select count(*) from kept")).ShouldBe(start + 1L);
        }

        // Who is not root runs the server as himself and needs no link.
        var target = new DirectoryInfo(Path.Combine(hidden, "postgres")).LinkTarget;
        (target is not null).ShouldBe(Environment.IsPrivilegedProcess);
        if (target is not null)
            Directory.Delete(target, recursive: true);
    }

    [Fact]
    public async Task A_cluster_of_a_version_that_is_not_installed_says_which_to_install()
    {
        var cluster = Directory.CreateDirectory(Path.Combine(_root, "postgres", "data")).FullName;
        await File.WriteAllTextAsync(Path.Combine(cluster, "PG_VERSION"), "9\n");
        var refusal = await Should.ThrowAsync<PrivatePostgresException>(() => StartAsync());
        refusal.Message.ShouldContain("PostgreSQL 9");
    }

    [Fact]
    public async Task Missing_programs_say_what_to_install()
    {
        var refusal = await Should.ThrowAsync<PrivatePostgresException>(
            () => PrivatePostgres.StartAsync(_root, Path.Combine(_root, "nowhere"), TimeProvider.System, NullLogger.Instance, default));
        refusal.Message.ShouldContain("apt-get install postgresql");
        refusal.Message.ShouldContain("VOLTBENCH__ConnectionStrings__Postgres");
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        return ValueTask.CompletedTask;
    }

    private int ServerPid() =>
        int.Parse(File.ReadLines(Path.Combine(_root, "postgres", "data", "postmaster.pid")).First(), System.Globalization.CultureInfo.InvariantCulture);

    private Task<PrivatePostgres> StartAsync() => PrivatePostgres.StartAsync(_root, null, TimeProvider.System, NullLogger.Instance, default);

    private static async Task<object?> QueryAsync(PrivatePostgres server, string sql)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
