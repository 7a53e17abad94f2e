using System.Data.Common;
using Dapper;

namespace Inkaust.Office;

/// <summary>Threads of a company as they stand in the database.</summary>
internal sealed class ConsultationTable(Database database, TimeProvider clock)
{
    // Whoever wrote in a thread is meant by it; a thread with accountants means these, too, or the owners where there is none.
    private const string MeansMe = """
        (EXISTS (SELECT 1 FROM consultation_message own WHERE own.company = @Company AND own.consultation = consultation.id AND own.author = @Me)
            OR (partner = 'accountant' AND (SELECT role FROM member WHERE company = @Company AND account = @Me)
                = CASE WHEN EXISTS (SELECT 1 FROM member WHERE company = @Company AND role = 'accountant') THEN 'accountant' ELSE 'owner' END)
            OR (partner = 'specialist' AND @IsSpecialist = 1))
        """;

    private const string HasUnread = """
        EXISTS (SELECT 1 FROM consultation_message other WHERE other.company = @Company AND other.consultation = consultation.id
            AND other.author <> @Me
            AND other.id > COALESCE((SELECT up_to FROM consultation_read
                WHERE company = @Company AND consultation_read.consultation = consultation.id AND account = @Me), 0))
        """;

    private sealed record HeadRow
    {
        public required long Id { get; init; }
        public required string Partner { get; init; }
        public required string Subject { get; init; }
        public required long? Invoice { get; init; }
        public required string? OpenedBy { get; init; }
        public required string? ClosedAt { get; init; }
        public required string LastAt { get; init; }
        public required string? LastBy { get; init; }
        public required long Messages { get; init; }
        public required bool IsUnread { get; init; }
    }

    private sealed record MessageRow(long Id, string Author, string? Name, string At, string Content);

    private sealed record FileRow(long Message, long Id, string Name, long Size);

    /// <summary>Threads, those of the latest message first.</summary>
    /// <param name="company">Whose.</param>
    /// <param name="me">Who looks.</param>
    /// <param name="isSpecialist">He looks as the specialist: he sees what he was asked, and nothing else.</param>
    /// <param name="id">One of them; null: all.</param>
    public IReadOnlyList<Consultation> Heads(Company company, AccountId me, bool isSpecialist, long? id = null)
    {
        using var connection = database.Connect();
        return [.. connection.Query<HeadRow>($"""
            SELECT consultation.id, partner, subject, invoice, (SELECT name FROM account WHERE account.id = opened_by) AS opened_by, closed_at,
                latest.at AS last_at, (SELECT name FROM account WHERE account.id = latest.author) AS last_by,
                (SELECT COUNT(*) FROM consultation_message counted
                    WHERE counted.company = @Company AND counted.consultation = consultation.id) AS messages,
                ({MeansMe} AND {HasUnread}) AS is_unread
            FROM consultation JOIN consultation_message latest ON latest.company = @Company AND latest.id = (
                SELECT MAX(id) FROM consultation_message newest WHERE newest.company = @Company AND newest.consultation = consultation.id)
            WHERE consultation.company = @Company AND (@IsSpecialist = 0 OR partner = 'specialist')
                AND consultation.id >= @From AND consultation.id <= @To
            ORDER BY latest.id DESC
            """, new
        {
            Company = company.Id.Text,
            Me = me.Text,
            IsSpecialist = isSpecialist ? 1 : 0,
            From = id ?? 0,
            To = id ?? long.MaxValue,
        }).Select(row => new Consultation(row.Id, row.Partner == "specialist" ? Partner.Specialist : Partner.Accountant, row.Subject, row.Invoice,
            row.OpenedBy ?? "?", Database.Instant(row.LastAt), row.LastBy ?? "?", (int)row.Messages,
            row.ClosedAt is { } at ? Database.Instant(at) : null, row.IsUnread))];
    }

    public IReadOnlyList<ConsultationMessage> Messages(Company company, AccountId me, long thread)
    {
        using var connection = database.Connect();
        var files = connection.Query<FileRow>("""
            SELECT message, consultation_file.id, name, size FROM consultation_file JOIN consultation_message ON consultation_message.id = message
            WHERE consultation_file.company = @Company AND consultation_message.company = @Company AND consultation = @thread
            ORDER BY consultation_file.id
            """, new { Company = company.Id.Text, thread }).ToLookup(row => row.Message);
        return [.. connection.Query<MessageRow>("""
            SELECT id, author, (SELECT name FROM account WHERE account.id = author) AS name, at, content FROM consultation_message
            WHERE company = @Company AND consultation = @thread ORDER BY id
            """, new { Company = company.Id.Text, thread }).Select(row => new ConsultationMessage(row.Id, row.Name ?? "?", row.Author == me.Text,
                Database.Instant(row.At), row.Content, [.. files[row.Id].Select(file => new AttachedFile(file.Id, file.Name, file.Size))]))];
    }

    /// <summary>A file of a thread; null: there is none of it.</summary>
    public NewFile? File(Company company, long thread, long file)
    {
        using var connection = database.Connect();
        return connection.QuerySingleOrDefault<(string? Name, byte[] Content)>("""
            SELECT name, consultation_file.content FROM consultation_file JOIN consultation_message ON consultation_message.id = message
            WHERE consultation_file.company = @Company AND consultation_message.company = @Company
                AND consultation_file.id = @file AND consultation = @thread
            """, new { Company = company.Id.Text, thread, file }) is { Name: { } name, Content: var content } ? new NewFile(name, content) : null;
    }

    /// <summary>How many threads mean somebody and have something that he has not read.</summary>
    public int CountUnread(Company company, AccountId me)
    {
        using var connection = database.Connect();
        return connection.ExecuteScalar<int>($"SELECT COUNT(*) FROM consultation WHERE company = @Company AND {HasUnread} AND {MeansMe}",
            new { Company = company.Id.Text, Me = me.Text, IsSpecialist = 0 });
    }

    /// <summary>Everybody who wrote in a thread.</summary>
    public IReadOnlyList<AccountId> Authors(Company company, long thread)
    {
        using var connection = database.Connect();
        return [.. connection.Query<string>("SELECT DISTINCT author FROM consultation_message WHERE company = @Company AND consultation = @thread",
            new { Company = company.Id.Text, thread }).Select(id => new AccountId(id))];
    }

    public void Read(Company company, AccountId me, long thread, long upTo)
    {
        using var connection = database.Connect();
        connection.Execute("""
            INSERT INTO consultation_read (company, consultation, account, up_to) VALUES (@Company, @thread, @Me, @upTo)
            ON CONFLICT (consultation, account) DO UPDATE SET up_to = excluded.up_to WHERE consultation_read.up_to < excluded.up_to
            """, new { Company = company.Id.Text, thread, Me = me.Text, upTo });
    }

    /// <summary>Begins a thread with its first message.</summary>
    /// <returns>The thread and the message.</returns>
    public (long Thread, long Message) Open(Company company, AccountId by, Partner partner, string subject, long? invoice, NewMessage message) =>
        database.InTransaction((connection, transaction) =>
        {
            var thread = connection.ExecuteScalar<long>("""
                INSERT INTO consultation (company, partner, subject, invoice, opened_by, opened_at)
                VALUES (@Company, @Partner, @Subject, @invoice, @By, @At) RETURNING id
                """, new
            {
                Company = company.Id.Text,
                Partner = partner == Partner.Specialist ? "specialist" : "accountant",
                Subject = Database.WithoutNul(subject),
                invoice,
                By = by.Text,
                At = Database.Instant(clock.GetUtcNow()),
            }, transaction);
            return (thread, Write(connection, transaction, company, thread, by, message));
        });

    /// <summary>Adds a message; a thread that was closed is open again.</summary>
    public long Answer(Company company, AccountId by, long thread, NewMessage message) => database.InTransaction((connection, transaction) =>
    {
        connection.Execute("UPDATE consultation SET closed_at = NULL, closed_by = NULL WHERE company = @Company AND id = @thread",
            new { Company = company.Id.Text, thread }, transaction);
        return Write(connection, transaction, company, thread, by, message);
    });

    /// <param name="company">Whose.</param>
    /// <param name="thread">Which.</param>
    /// <param name="by">Who closes it; null: it is open again.</param>
    public void Close(Company company, long thread, AccountId? by)
    {
        using var connection = database.Connect();
        connection.Execute("UPDATE consultation SET closed_at = @At, closed_by = @By WHERE company = @Company AND id = @thread",
            new { Company = company.Id.Text, thread, By = by?.Text, At = by is null ? null : Database.Instant(clock.GetUtcNow()) });
    }

    private long Write(DbConnection connection, DbTransaction transaction, Company company, long thread, AccountId by, NewMessage message)
    {
        var id = connection.ExecuteScalar<long>("""
            INSERT INTO consultation_message (company, consultation, author, at, content) VALUES (@Company, @thread, @By, @At, @Text) RETURNING id
            """, new
        {
            Company = company.Id.Text,
            thread,
            By = by.Text,
            At = Database.Instant(clock.GetUtcNow()),
            Text = Database.WithoutNul(message.Text.Trim()),
        }, transaction);
        foreach (var file in message.Files)
        {
            connection.Execute("INSERT INTO consultation_file (company, message, name, size, content) VALUES (@Company, @id, @Name, @Size, @Bytes)",
                new { Company = company.Id.Text, id, Name = NewMessage.SafeName(file.Name), Size = file.Bytes.Length, file.Bytes }, transaction);
        }
        return id;
    }
}
